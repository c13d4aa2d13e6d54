const MONTHS = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';

/**
 * Words by which a text says itself that a value held once or was never true: «раньше», «устарело», «вместо», ❌.
 * Whole sentences are believed: a value that is silently wrong carries no such word.
 */
const PAST_WORDS = new RegExp(
  [
    '❌|🚫|⛔',
    '(?<!\\p{L})(?:(?<!не )раньше(?! (?:чем|памяти|диск\\p{L}*|друг\\p{L}*|все(?:х|го)|срока|времени|конца|начала|дня|[IVX]+ |Q\\d))|прежн\\p{L}*|устар\\p{L}*|неверн\\p{L}*|неправильн\\p{L}*|ошибоч\\p{L}*|опечатк\\p{L}*|бывш(?:ий|ая|ее|ие|его|ей|их|ему|им|ую)|вместо|когда-то|якобы)(?!\\p{L})',
    '(?<!\\p{L})(?:это (?:была )?ошибка|по ошибке|не существует|на самом деле|прошл(?:ый|ая|ое|ые) (?:верси|адрес|порт|имя)\\p{L}*|больше не (?:использ|работа|действ)\\p{L}*)',
    '(?<!\\p{L})стар(?:ый|ая|ое|ые|ого|ой|ых|ому|ым|ыми|ую|ом)(?!\\p{L})',
    '(?<!\\p{L})перен(?:е|ё|о)с\\p{L}* (?:[\\p{L}\\d]+ ){0,3}с (?:порта|адреса|домена|имени)',
    '(?<!\\p{L})(?:было|был|была|были):',
    // «Публичная карта давала 90 %»: what a document used to say.
    '(?<!\\p{L})(?:страниц|карт|план|инструкц|указател|индекс|описани)\\p{L}* (?:\\p{L}+ ){0,2}(?:обеща|называ|писал|указыва|дава|датир|предлага|отводи|завыша)\\p{L}*',
  ].join('|'),
  'iu',
);

/** «до 22 июня», «до 1 марта 2024»: up to a day that is named. */
const UNTIL_A_DAY = new RegExp(`(?<!\\p{L})до (?:\\d{1,2} (?:${MONTHS})|\\d{1,2}\\.\\d{2}\\.\\d{4}|\\d{4}-\\d\\d-\\d\\d|20\\d\\d года)(?!\\p{L})`, 'iu');

/** One of these is in every text that the expressions find: looking for them first costs a tenth. */
const PAST_PIECES =
  '❌ 🚫 ⛔ аньше режн стар невер неправ ошиб опечат бывш место огда-то якоб уществует амом прошл ольше пере был трани карт план нструкц казател ндекс писани было rong old efore'.split(
    ' ',
  );

/** True when the text marks what it says as outdated or wrong. */
export function speaksOfThePast(text: string): boolean {
  if (!PAST_PIECES.some((piece) => text.includes(piece)) && !/до \d|[А-ЯЁA-Z]{4}/u.test(text)) return false;
  return PAST_WORDS.test(text) || UNTIL_A_DAY.test(text) || /^\s*(?:было|раньше|неверно|старое|старая|старый|wrong|old|before)\s*$/i.test(text);
}

const HISTORY = /(?<!\p{L})(?:истори|хронолог|как было|changelog)\p{L}*/iu;
const DATE = new RegExp(
  `\\d{1,2} (?:${MONTHS})|\\d{1,2}\\.\\d{2}\\.\\d{4}|\\d{4}-\\d\\d-\\d\\d|(?:январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр)\\p{L}* 20\\d\\d`,
  'iu',
);

/** True under a heading that promises history, where the text or its row names a date: it tells what was, not what is. */
export function tellsHistory(headings: readonly string[], texts: readonly string[]): boolean {
  return headings.some((heading) => HISTORY.test(heading)) && texts.some((text) => DATE.test(text));
}
