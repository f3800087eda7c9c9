/* scaffold, replaced by the capability's author */
// eslint-disable-next-line
export const settingsService = (_deps: any): any => ({ calls: {}, tasks: {}, afterOperation() {}, startDay() {}, undoing: null })
