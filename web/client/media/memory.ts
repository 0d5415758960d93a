/** Memory keeps a few values for one help across a reload of the page, and nothing of what is said or shown. */
export interface Memory {
  read(name: string): string | null;
  write(name: string, value: string): void;
}

/** tabMemory is a memory that ends with the tab; a browser that refuses storage simply forgets. */
export function tabMemory(help: string): Memory {
  const key = (name: string): string => `aide.${help}.${name}`;
  return {
    read: (name) => attempt(() => sessionStorage.getItem(key(name))) ?? null,
    write: (name, value) => attempt(() => sessionStorage.setItem(key(name), value)),
  };
}

/** helperMemory is a tabMemory for whoever helps: whether their camera is on holds for the next help and the next class too. */
export function helperMemory(help: string): Memory {
  const tab = tabMemory(help);
  return {
    read: (name) => (name === "camera" ? (attempt(() => localStorage.getItem(name)) ?? null) : tab.read(name)),
    write: (name, value) =>
      name === "camera" ? attempt(() => localStorage.setItem(name, value)) : tab.write(name, value),
  };
}

/** attempt is what an action gives, or undefined if the browser forbids it. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
