// CommonJS, so that an old Node can read it: says in one sentence what is wrong before Node trips over a .ts file.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Stammkunde needs Node 24 or newer; this is Node ${process.versions.node}. On Linux (x64) \`npm ci\` brings a fitting Node along; elsewhere get one from https://nodejs.org.`,
  )
  process.exit(1)
}
