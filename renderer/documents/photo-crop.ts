import { CallFailed } from '../api.ts'

const EDGE = 512
export interface Picture {
  width: number
  height: number
}

/** Where the square lies that is kept of a picture; `shift` from 0 to 1 moves it along the longer side. */
export function squareOf({ width, height }: Picture, shift: number): { x: number; y: number; edge: number } {
  const edge = Math.min(width, height)
  return { x: Math.round((width - edge) * shift), y: Math.round((height - edge) * shift), edge }
}

/** Reads a picture as it is meant to be seen: turned as the camera was held. */
export async function readPicture(file: Blob & { name?: string }): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new CallFailed({ code: 'invalid', reason: 'document-not-an-image', detail: { name: file.name ?? '' } })
  }
}

/** Draws the square on a canvas of at most 512 pixels; on white, where the picture is transparent. */
export function drawSquare(canvas: HTMLCanvasElement, picture: ImageBitmap, shift: number): void {
  const { x, y, edge } = squareOf(picture, shift)
  canvas.width = canvas.height = Math.min(EDGE, edge)
  const context = canvas.getContext('2d')
  if (!context) return
  context.imageSmoothingQuality = 'high'
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, x, y, edge, edge, 0, 0, canvas.width, canvas.height)
}

/** The canvas as a new JPEG: nothing of what the camera wrote into the file (place, day, device) is in it. */
export async function photoOf(canvas: HTMLCanvasElement): Promise<File> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.88))
  if (!blob) throw new CallFailed({ code: 'invalid', reason: 'document-not-an-image', detail: { name: '' } })
  return new File([blob], 'Foto.jpg', { type: 'image/jpeg' })
}
