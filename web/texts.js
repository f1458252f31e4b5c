// Every word the scripts put on the page, the languages side by side. The start page itself stands in index.html.
export const languages = ['th', 'en', 'my'];

export const texts = {
  skip: ['ข้ามไปช่องพิมพ์ข้อความ', 'Skip to the message box', 'စာရေးတဲ့နေရာကို သွားမယ်'],
  exit: ['ออกเร็ว', 'Leave', 'ထွက်မယ်'],
  numbers: ['เบอร์โทร', 'Phone numbers', 'ဖုန်းနံပါတ်များ'],
  welcome: [
    'สวัสดีค่ะ ถามเรื่องสิทธิเด็ก สัญชาติ เบอร์โทร หรือใครช่วยอะไรได้บ้าง ถามได้เลยนะคะ',
    'Hello! You can ask me about children’s rights, nationality, phone numbers, and who can help with what.',
    'မင်္ဂလာပါ။ ကလေးအခွင့်အရေး၊ နိုင်ငံသားဖြစ်ရေး၊ ဖုန်းနံပါတ်နဲ့ ကူညီပေးမယ့်သူတွေအကြောင်း မေးလို့ရပါတယ်။',
  ],
  starter_1: [
    'ลูกเกิดในไทยแต่ยังไม่ได้แจ้งเกิด ต้องทำยังไง',
    'My child was born in Thailand but not registered. What can I do?',
    'ကလေးကို ထိုင်းမှာ မွေးတယ်၊ မွေးစာရင်း မရှိသေးဘူး။ ဘာလုပ်ရမလဲ',
  ],
  starter_2: [
    'ไม่มีบัตรประชาชน เรียนหนังสือได้ไหม',
    'Can a child without an ID card go to school?',
    'မှတ်ပုံတင် မရှိတဲ့ကလေး ကျောင်းတက်လို့ရလား',
  ],
  starter_3: [
    'ที่พะเยามีใครช่วยเด็กบ้าง',
    'Who helps children in Phayao?',
    'ဖယောက်ခရိုင်မှာ ကလေးတွေကို ဘယ်သူကူညီပေးလဲ',
  ],
  log: ['บทสนทนา', 'Conversation', 'စကားဝိုင်း'],
  write: ['พิมพ์คำถาม', 'Write your question', 'မေးခွန်းရေးပါ'],
  placeholder: ['พิมพ์คำถามที่นี่', 'Write your question here', 'ဒီမှာ မေးခွန်းရေးပါ'],
  send: ['ส่ง', 'Send', 'ပို့မယ်'],
  you: ['คุณ', 'You', 'သင်'],
  bot: ['น้องสิทธิ', 'Nong Sitthi', 'Nong Sitthi'],
  staff: ['เจ้าหน้าที่', 'Staff', 'ဝန်ထမ်း'],
  typing: ['น้องสิทธิกำลังเขียน', 'Nong Sitthi is writing', 'Nong Sitthi စာရေးနေပါတယ်'],
  sending: ['กำลังส่ง…', 'Sending…', 'ပို့နေပါတယ်…'],
  waiting: [
    'รอสัญญาณ จะส่งให้เองค่ะ',
    'Waiting for connection – will send by itself',
    'လိုင်းစောင့်နေပါတယ် – အလိုအလျောက် ပို့ပါမယ်',
  ],
  offline: [
    'ตอนนี้ไม่มีสัญญาณ พิมพ์ไว้ได้เลย พอมีสัญญาณจะส่งให้เองค่ะ',
    'No connection right now. You can go on writing: it will send by itself.',
    'အခု လိုင်းမရှိပါဘူး။ ရေးထားလို့ရပါတယ်။ လိုင်းရရင် အလိုအလျောက် ပို့ပါမယ်။',
  ],
  not_sent: ['ส่งไม่ได้ค่ะ', 'This could not be sent.', 'ပို့လို့ မရပါဘူး။'],
  again: ['ลองอีกครั้ง', 'Try again', 'ထပ်ကြိုးစားမယ်'],
  too_long: [
    'ยาวเกินไปนิดค่ะ ({count} จาก {limit} ตัวอักษร) แบ่งส่งเป็นสองข้อความนะคะ',
    'That is a little too long ({count} of {limit} characters). Please send it in two parts.',
    'စာ နည်းနည်း ရှည်နေပါတယ် (စာလုံး {limit} မှာ {count})။ နှစ်ခါခွဲပြီး ပို့ပေးပါ။',
  ],
  sources: ['ที่มาของข้อมูล', 'Where this is from', 'ဒီအချက်အလက် ဘယ်ကရသလဲ'],
  checked: ['ตรวจเมื่อ {date}', 'Checked on {date}', '{date} မှာ စစ်ထားပါတယ်'],
  website: ['เปิดเว็บไซต์', 'Open the website', 'ဝက်ဘ်ဆိုက် ဖွင့်မယ်'],
  helped: ['ช่วยได้', 'This helps', 'အသုံးဝင်ပါတယ်'],
  did_not_help: ['ยังไม่ช่วย', 'This doesn’t help', 'အသုံးမဝင်ပါဘူး'],
  number_failed: ['เบอร์ {number} โทรไม่ติด', '{number} did not work', '{number} ကို ခေါ်လို့မရပါဘူး'],
  thanks: ['ขอบคุณที่บอกนะคะ', 'Thank you for telling us.', 'ပြောပြပေးလို့ ကျေးဇူးတင်ပါတယ်။'],
  number_thanks: [
    'ขอบคุณที่บอกนะคะ เราจะตรวจเบอร์นี้ ระหว่างนี้โทร {other} ได้ค่ะ',
    'Thank you. We will check this number. You can call {other} meanwhile.',
    'ကျေးဇူးတင်ပါတယ်။ ဒီနံပါတ်ကို စစ်ပါမယ်။ {other} ကိုလည်း ခေါ်နိုင်ပါတယ်။',
  ],
  with_staff: [
    'ตอนนี้เจ้าหน้าที่เป็นคนตอบ อาจต้องรอสักหน่อยนะคะ',
    'A member of staff is answering now. It may take a while.',
    'အခု ဝန်ထမ်းက ဖြေနေပါတယ်။ ခဏစောင့်ရနိုင်ပါတယ်။',
  ],
  history_failed: [
    'ยังเปิดข้อความเก่าไม่ได้ค่ะ',
    'Earlier messages can’t be shown yet.',
    'အရင်စာတွေကို မပြနိုင်သေးပါဘူး။',
  ],
  more: ['มีข้อความใหม่ ↓', 'New message ↓', 'စာအသစ် ↓'],
  erase: ['ลบบทสนทนานี้', 'Erase this conversation', 'စကားဝိုင်းကို ဖျက်မယ်'],
  erase_question: [
    'ลบข้อความทั้งหมดเลยไหมคะ ลบแล้วเอากลับมาไม่ได้',
    'Erase all messages? They cannot be brought back.',
    'စာအားလုံးကို ဖျက်မလား။ ပြန်မရနိုင်ပါဘူး။',
  ],
  erase_yes: ['ลบเลย', 'Erase', 'ဖျက်မယ်'],
  erase_no: ['ไม่ลบ', 'Keep', 'မဖျက်ပါဘူး'],
  erasing: ['กำลังลบ…', 'Erasing…', 'ဖျက်နေပါတယ်…'],
  erased: ['ลบหมดแล้วค่ะ', 'Everything is erased.', 'အားလုံး ဖျက်ပြီးပါပြီ။'],
  erase_failed: [
    'ยังลบไม่ได้ ลองอีกครั้งเมื่อมีสัญญาณนะคะ',
    'Not erased yet. Please try again when there is a connection.',
    'မဖျက်ရသေးပါဘူး။ လိုင်းရှိတဲ့အခါ ထပ်ကြိုးစားပါ။',
  ],
};

// A number whose label has one of these is written to, not called.
export const faxWords = ['โทรสาร', 'แฟกซ์', 'fax', 'ဖက်စ်'];

// {d} {m} {y}: Thai years are Buddhist Era, Burmese dates have Burmese digits. Old phones have no Intl data for these.
export const dates = {
  th: { form: '{d} {m} {y}', era: 543, digits: '0123456789', months: 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม' },
  en: { form: '{d} {m} {y}', era: 0, digits: '0123456789', months: 'January February March April May June July August September October November December' },
  my: { form: '{y} ခုနှစ် {m}လ {d} ရက်', era: 0, digits: '၀၁၂၃၄၅၆၇၈၉', months: 'ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ' },
};
