import type { Session, Subscription } from '../client.ts'

/** Sessions that share the messages of one filter. */
interface Group {
  readonly members: Map<Session, Subscription>
  /** Whose turn is next, counted on for ever. */
  turn: number
}

interface Node {
  readonly children: Map<string, Node>
  readonly own: Map<Session, Subscription>
  /** By device and name: only clients of one device share. */
  readonly groups: Map<string, Group>
}

const createNode = (): Node => ({ children: new Map(), own: new Map(), groups: new Map() })
const isBare = ({ children, own, groups }: Node): boolean => children.size + own.size + groups.size === 0
const groupKey = (session: Session, group: string): string => `${session.deviceId} ${group}`

export type Tree = ReturnType<typeof createTree>

/** All subscriptions by the levels of their filters. */
export function createTree() {
  const root = createNode()
  let size = 0

  function put(session: Session, subscription: Subscription): void {
    let node = root
    for (const level of subscription.levels) {
      const child = node.children.get(level) ?? createNode()
      node.children.set(level, child)
      node = child
    }
    if (subscription.group === undefined) {
      if (!node.own.has(session)) size += 1
      node.own.set(session, subscription)
      return
    }
    const key = groupKey(session, subscription.group)
    const group = node.groups.get(key) ?? { members: new Map(), turn: 0 }
    node.groups.set(key, group)
    if (!group.members.has(session)) size += 1
    group.members.set(session, subscription)
  }

  function removeFrom(node: Node, session: Session, subscription: Subscription, depth: number): void {
    const level = subscription.levels[depth]
    if (level !== undefined) {
      const child = node.children.get(level)
      if (child === undefined) return
      removeFrom(child, session, subscription, depth + 1)
      if (isBare(child)) node.children.delete(level)
      return
    }
    if (subscription.group === undefined) {
      if (node.own.delete(session)) size -= 1
      return
    }
    const key = groupKey(session, subscription.group)
    const group = node.groups.get(key)
    if (group?.members.delete(session)) size -= 1
    if (group?.members.size === 0) node.groups.delete(key)
  }

  function collect(node: Node, levels: readonly string[], depth: number, into: Node[]): void {
    // `a/#` also takes `a` itself.
    const rest = node.children.get('#')
    if (rest !== undefined) into.push(rest)
    const level = levels[depth]
    if (level === undefined) {
      into.push(node)
      return
    }
    const exact = node.children.get(level)
    if (exact !== undefined) collect(exact, levels, depth + 1, into)
    const any = node.children.get('+')
    if (any !== undefined) collect(any, levels, depth + 1, into)
  }

  return {
    put,
    remove: (session: Session, subscription: Subscription): void => removeFrom(root, session, subscription, 0),
    /** How many subscriptions there are. */
    size: (): number => size,
    /**
     * Who gets a message, each with its subscriptions that match. Of a group one gets it: the next in turn that `may` –
     * and that is connected, while any is.
     */
    match(topic: string, may: (session: Session) => boolean): Map<Session, Subscription[]> {
      const found = new Map<Session, Subscription[]>()
      const nodes: Node[] = []
      collect(root, topic.split('/'), 0, nodes)
      const add = (session: Session, subscription: Subscription): void => {
        const known = found.get(session)
        if (known === undefined) found.set(session, [subscription])
        else known.push(subscription)
      }
      for (const { own, groups } of nodes) {
        for (const [session, subscription] of own) if (may(session)) add(session, subscription)
        for (const group of groups.values()) {
          const able = [...group.members].filter(([session]) => may(session))
          const here = able.filter(([session]) => session.connection !== undefined)
          const choice = here.length > 0 ? here : able
          const chosen = choice[group.turn % Math.max(choice.length, 1)]
          group.turn += 1
          if (chosen !== undefined) add(...chosen)
        }
      }
      return found
    },
  }
}
