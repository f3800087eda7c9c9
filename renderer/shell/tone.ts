let audio: AudioContext | undefined

/** A short low tone: that was not right. Says nothing where the computer has no sound. */
export function toneOfRefusal(): void {
  if (typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  const oscillator = audio.createOscillator()
  const volume = audio.createGain()
  oscillator.type = 'square'
  oscillator.frequency.value = 196
  volume.gain.setValueAtTime(0.08, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.35)
  oscillator.connect(volume).connect(audio.destination)
  oscillator.start()
  oscillator.stop(audio.currentTime + 0.35)
}
