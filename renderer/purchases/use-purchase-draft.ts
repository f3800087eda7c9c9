import { computed, ref, shallowRef, watch } from 'vue'
import type { ArticleId, Cents, CustomerId, Input, IsoDate, PurchaseChannel, RecordEffect, StaffId } from '#contract'
import { call } from '../api.ts'
import { dayToday } from '../ui/today.ts'
import { useTask } from '../ui/use-task.ts'
import { readQuantity } from './quantity.ts'

/** A line while it is being typed. */
export interface LineDraft {
  key: number
  article: { articleId: ArticleId; name: string } | null
  text: string
  quantity: string
  unitCents: Cents | null
  discountCents: Cents | null
}
export const isEmptyLine = ({ article, text, unitCents }: LineDraft): boolean => article === null && text.trim() === '' && unitCents === null

/** What of a line is still missing, or does not go. */
export type LineProblem = 'quantity' | 'price' | null
export function problemOf(line: LineDraft): LineProblem {
  if (isEmptyLine(line)) return null
  if (readQuantity(line.quantity) === undefined) return 'quantity'
  return line.unitCents === null ? 'price' : null
}

/** A receipt as it is being copied: an amount, or lines that come to one; and what booking it would do. */
export function usePurchaseDraft(customerId: CustomerId) {
  const day = ref<IsoDate | null>(dayToday())
  const amount = ref<Cents | null>(null)
  const lines = ref<LineDraft[]>([])
  const discountCents = ref<Cents | null>(null)
  const discountReason = ref('')
  const channel = ref<PurchaseChannel>('shop')
  const staffId = ref<StaffId | null>(null)
  const receiptNo = ref('')
  const note = ref('')

  let nextKey = 0
  const newLine = (unitCents: Cents | null = null): LineDraft => ({
    key: nextKey++,
    article: null,
    text: '',
    quantity: '1',
    unitCents,
    discountCents: null,
  })
  const hasLines = computed(() => lines.value.length > 0)
  /** From one amount to lines; what was typed becomes the first. */
  function useLines(): void {
    lines.value = amount.value === null ? [newLine()] : [newLine(amount.value), newLine()]
    amount.value = null
  }
  function useAmount(): void {
    amount.value = effect.value?.totalCents ?? null
    lines.value = []
  }
  // There is always one more line to write on.
  watch(
    () => lines.value.some(isEmptyLine),
    (hasRoom) => {
      if (hasLines.value && !hasRoom) lines.value.push(newLine())
    },
  )

  const written = computed(() => lines.value.filter((line) => !isEmptyLine(line)))
  const order = computed<Input<'purchases.record'> | null>(() => {
    if (day.value === null) return null
    const head = {
      customerId,
      day: day.value,
      discountCents: discountCents.value ?? 0,
      discountReason: discountReason.value,
      channel: channel.value,
      staffId: staffId.value,
      receiptNo: receiptNo.value,
      note: note.value,
    }
    if (!hasLines.value) return amount.value === null ? null : { ...head, totalCents: amount.value }
    if (written.value.length === 0 || written.value.some(problemOf)) return null
    return {
      ...head,
      lines: written.value.map((line) => ({
        articleId: line.article?.articleId ?? null,
        text: line.article ? '' : line.text.trim(),
        quantity: readQuantity(line.quantity)!,
        unitCents: line.unitCents!,
        discountCents: line.discountCents ?? 0,
      })),
    }
  })

  const effect = shallowRef<RecordEffect | null>(null)
  const preview = useTask((input: Input<'purchases.recordPreview'>) => call('purchases.recordPreview', input))
  watch(order, async (input) => {
    if (input === null) {
      effect.value = null
      preview.failure.value = null
      return
    }
    const answer = await preview.run(input)
    if (answer && order.value === input) effect.value = answer
    else if (preview.failure.value) effect.value = null
  })
  const isTyped = computed(
    () => amount.value !== null || written.value.length > 0 || discountCents.value !== null || receiptNo.value !== '' || note.value !== '',
  )
  return {
    day,
    amount,
    lines,
    discountCents,
    discountReason,
    channel,
    staffId,
    receiptNo,
    note,
    hasLines,
    written,
    useLines,
    useAmount,
    order,
    effect,
    refusal: preview.failure,
    isTyped,
  }
}
