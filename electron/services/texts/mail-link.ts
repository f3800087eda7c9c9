/** Longer links are cut off by some mail programs; Windows hands over about 2,000 characters. */
const LONGEST = 1800

interface Mail {
  to: string
  subject: string
  body: string
}
/** RFC 6068: line breaks as %0D%0A; every other character that could end a field is encoded as well. */
export const mailLink = ({ to, subject, body }: Mail): string =>
  `mailto:${encodeURIComponent(to).replaceAll('%40', '@')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\r?\n/g, '\r\n'))}`

/** Whether a mail may go by a link, or has to go by a file. */
export const fitsLink = (mail: Mail): boolean => mailLink(mail).length <= LONGEST
