/* scaffold, replaced by the capability's author */
// eslint-disable-next-line
export const phasesService = (_deps: any): any => ({ calls: {}, tasks: {}, afterOperation() {}, startDay() {}, undoing: null })
