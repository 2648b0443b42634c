import { normalForm } from './email-address.js'

/** The form in which usernames are kept unique: `Bob` and `bob` cannot both exist (S47). */
export function canonicalUsername(username: string): string {
  // The small sigma has two forms, of which the last letter of a word takes one.
  return normalizeUsername(username).toLowerCase().replaceAll('ς', 'σ')
}

/** By their codes of ISO 15924, as far as every Node.js that this runs on knows them. */
const SCRIPTS = `
  Adlm Aghb Ahom Arab Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Bopo Brah Bugi Buhd Cakm
  Cans Cari Cham Cher Chrs Copt Cpmn Cprt Cyrl Deva Diak Dogr Dsrt Dupl Egyp Elba Elym Ethi
  Geor Glag Gong Gonm Goth Gran Grek Gujr Guru Hang Hani Hano Hatr Hebr Hira Hluw Hmng Hmnp
  Hung Ital Java Kali Kana Kawi Khar Khmr Khoj Kits Knda Kthi Lana Laoo Latn Lepc Limb Lina
  Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero Miao Mlym Modi Mong Mroo
  Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Orkh Orya Osge Osma Ougr Palm
  Pauc Perm Phag Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb Saur Shaw Shrd Sidd Sind
  Sinh Sogd Sogo Sora Soyo Sund Sylo Syrc Tagb Takr Tale Talu Taml Tang Tavt Telu Tfng Tglg
  Thaa Thai Tibt Tirh Tnsa Toto Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb`

/** Scripts that are written together: Japanese, Chinese with Bopomofo, Korean. */
const WRITTEN_TOGETHER = ['Latn Hani Hira Kana', 'Latn Hani Bopo', 'Latn Hani Hang']

/** Each has the characters of names that are written in one way. */
const CHARACTERS = [...SCRIPTS.trim().split(/\s+/), ...WRITTEN_TOGETHER].map((scripts) => {
  const letters = scripts.replace(/(\w+) ?/g, '\\p{Script_Extensions=$1}')
  return new RegExp(`[${letters}\\d@.+_-]`, 'u')
})

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u

/** Marks and signs that count as letters or numbers, but after a letter of a script that needs them. */
const MARK =
  /(?<![^\0-\x7F])[\p{Lm}\p{No}]|(?![\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}])\p{Lm}/u

/**
 * Whether a name has letters that no one sees, mixes scripts, or has digits of several scripts: who
 * reads it cannot tell it from another name (S47). What may be mixed is what UTS 39 calls "highly
 * restrictive" (5.2). A name all in one script is fine, whatever it looks like.
 */
export function looksLikeAnother(name: string): boolean {
  return INVISIBLE.test(name) || MARK.test(name) || !isOfOneScript(name) || hasMixedDigits(name)
}

function isOfOneScript(name: string): boolean {
  let possible = CHARACTERS
  for (const character of name) possible = possible.filter((scripts) => scripts.test(character))
  return possible.length > 0
}

function hasMixedDigits(name: string): boolean {
  const digits = name.match(/\p{Nd}/gu) ?? []
  return new Set(digits.map(zeroOf)).size > 1
}

/** The first of the ten digits of a script: they follow each other. */
function zeroOf(digit: string): number {
  let zero = Number(digit.codePointAt(0))
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return zero
}

/** NFKC makes different spellings of one character the same, as Django does. */
export function normalizeUsername(raw: string): string {
  return normalForm(raw.trim(), 'NFKC').trim()
}
