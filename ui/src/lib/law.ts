// What the law asks of the labels of a goods group: the same data that the checker reads (assets/rules/label-law.json).

import law from '../../../assets/rules/label-law.json'

interface Rules {
  always: string[][]
  groups: { code: string; mandatory: string[][]; if_any?: string[] }[]
}

const rules: Rules = law

export type Asking = 'must' | 'either' | 'may' | 'not'

/**
 * Whether a label field must stand on a group's labels, alone or as one of several; whether it must where the goods
 * have it.
 */
export function asking(group: string, field: string): Asking {
  const of = rules.groups.find((one) => one.code === group)
  const must = [...rules.always, ...(of?.mandatory ?? [])].find((fields) => fields.includes(field))
  if (must) return must.length > 1 ? 'either' : 'must'
  return of?.if_any?.includes(field) ? 'may' : 'not'
}
