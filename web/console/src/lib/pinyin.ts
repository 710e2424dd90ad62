/** Pinyin initials without a dictionary: the collation order of Chinese gives the letter. */
const LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";
const FIRST_OF_LETTER = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const order = new Intl.Collator("zh-Hans-CN").compare;
const HAN = /\p{Script=Han}/u;

function initial(char: string): string {
  if (!HAN.test(char)) return /[a-z0-9]/i.test(char) ? char.toLowerCase() : "";
  for (let i = LETTERS.length - 1; i >= 0; i -= 1) {
    if (order(char, FIRST_OF_LETTER.charAt(i)) >= 0) return LETTERS.charAt(i).toLowerCase();
  }
  return "";
}

export const initials = (text: string): string => Array.from(text, initial).join("");
