import { phoneShown } from '#contract'
import { currentSettings } from '../shell/current-settings.ts'

/** A phone number as DIN 5008 writes it; `isAreaAssumed` where the shop's area code was added. */
export const phoneWords = (typed: string) => phoneShown(typed, currentSettings.value?.shopAreaCode ?? '')
