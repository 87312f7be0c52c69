// A template as a file that cooperatives give to each other, and out of the list with a way back.

import type { TemplateChoice } from '../../generated/TemplateChoice'
import { host } from '../../host'
import { dropDraft, keepDraft } from '../../lib/drafts'
import { asError } from '../../lib/errors'
import { go } from '../../lib/route.svelte'
import { sayError, t } from '../../lib/session.svelte'
import { toasts } from '../../lib/toasts.svelte'
import { millimetres } from '../../lib/units'
import { lookup } from '../../lib/words'
import { NEW, readTemplate, writeTemplate, type Template } from './model'

const failed = (thrown: unknown) => toasts.show(sayError(asError(thrown)))

/** The draft of a template that is not stored yet, by what it was begun from. */
export const draftOf = (id: string, from: string): string => (id === 'new' ? `template.new.${from}` : `template.${id}`)
/** Begun from a file. */
export const FILE = 'file'

const fileFor = (name: string): string => `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.json`

export async function exportTemplate(template: Template, name: string): Promise<void> {
  try {
    const path = await host.pick_save_file(fileFor(name))
    if (!path) return
    await host.export_template(writeTemplate(template), path)
    toasts.show(t('ui.templates.exported', { path }))
  } catch (thrown) {
    failed(thrown)
  }
}

/** Opens a file as a new template: nothing is stored before the person saves it. */
export async function openTemplate(): Promise<void> {
  try {
    const path = await host.pick_template()
    if (!path) return
    const text = await host.read_template(path)
    const template = readTemplate(text)
    if (!template) return toasts.show(t('ui.templates.not_one'))
    keepDraft(draftOf('new', FILE), { ...template, id: NEW })
    go(`templates/new?from=${FILE}`)
  } catch (thrown) {
    failed(thrown)
  }
}

export async function removeTemplate(id: string, name: string): Promise<void> {
  try {
    await host.delete_template(id)
    dropDraft(draftOf(id, ''))
    go('templates')
    toasts.show(t('ui.templates.deleted', { name }), {
      label: t('ui.undo'),
      run: () => void host.restore_template(id).catch(failed),
    })
  } catch (thrown) {
    failed(thrown)
  }
}

/** A copy to begin with. */
export function copyOf(template: Template): Template {
  const named = Object.entries(template.name).map(([language, name]) => [
    language,
    lookup(language === 'en' ? 'en' : 'vi', 'ui.templates.copy_of', { name }),
  ])
  return { ...template, id: NEW, name: Object.fromEntries(named) }
}

/** Every label size of a template, for the list. */
export const sizesOf = (choice: TemplateChoice): string[] =>
  choice.sizes.map(([width, height]) => `${millimetres(width)} × ${millimetres(height)}`)
