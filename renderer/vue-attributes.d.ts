import 'vue'

// Attributes of the platform that Vue's types do not know yet.
declare module 'vue' {
  interface HTMLAttributes {
    popover?: '' | 'auto' | 'manual' | undefined
    onToggle?: ((event: ToggleEvent) => void) | undefined
  }
  interface ButtonHTMLAttributes {
    popovertarget?: string | undefined
  }
}
