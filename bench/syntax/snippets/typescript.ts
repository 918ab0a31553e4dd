interface ThingShape<T extends number = number> {
  readonly area: T;
  name?: string;
}

export class Thing implements ThingShape {
  private static count = 0;

  constructor(private side: number, protected readonly label: string = 'thing') {
    Thing.count += 1;
  }

  get area(): number {
    return this.side ** 2;
  }

  async load(url: string, retries = 3): Promise<Record<string, unknown> | undefined> {
    for (let attempt = 0; attempt < retries; attempt++) {
      try {
        const answer = await fetch(`${url}?attempt=${attempt}`, { method: 'GET' });
        if (answer.ok && answer.status !== 204) {
          return (await answer.json()) as Record<string, unknown>;
        }
      } catch (problem) {
        console.warn(problem instanceof Error ? problem.message : problem);
      }
    }
    return undefined;
  }
}

export const biggestThing = <T extends ThingShape>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>((best, next) => (!best || next.area > best.area ? next : best), undefined);

