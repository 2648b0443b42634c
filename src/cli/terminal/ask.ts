/** An answer that there is, with half a sentence about it. */
export interface Choice {
  name: string
  hint: string
}

/** What is wrong with an answer, as one line; null when nothing. */
export type Check = (answer: string) => Promise<string | null>

/** The same for one answer of several. */
export type ListCheck = (answer: string, before: readonly string[]) => Promise<string | null>

/** Asks on the terminal; each throws a Failure when it is interrupted. */
export interface Asker {
  text(question: string, initial: string, check: Check): Promise<string>
  choose(question: string, choices: readonly Choice[], initial: string): Promise<string>
  yesOrNo(question: string, initial: boolean): Promise<boolean>
}

/** Asks again until the answer is empty. */
export async function askList(asker: Asker, question: string, check: ListCheck): Promise<string[]> {
  const answers: string[] = []
  const checkNext: Check = async (answer) => (answer === '' ? null : check(answer, answers))
  for (;;) {
    const answer = await asker.text(question, '', checkNext)
    if (answer === '') return answers
    answers.push(answer)
  }
}
