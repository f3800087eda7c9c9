// Shows which commands and facts have arrived.
const output = document.querySelector('output')
for (const topic of ['command', 'data.changed']) {
  window.stammkunde?.on(topic, (event) => {
    output.textContent += `${topic}:${event.command ?? event.capabilities}\n`
  })
}
