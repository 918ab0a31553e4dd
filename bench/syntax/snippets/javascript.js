export class Thing extends Base {
  #items = [];

  constructor({ name = 'thing', limit } = {}) {
    super(name);
    this.limit = limit ?? 10;
  }

  async *pages(url) {
    for (let n = 0; n < this.limit; n++) {
      const answer = await fetch(`${url}?page=${n}`);
      if (!answer.ok || answer.status === 204) return;
      yield* (await answer.json()).items.filter((i) => i?.id > 0 && !/^tmp_/.test(i.name));
    }
  }

  get total() {
    return this.#items.reduce((sum, { price, count = 1 }) => sum + price * count, 0);
  }
}

export function makeThing(...options) {
  try {
    return new Thing(Object.assign({}, ...options));
  } catch (problem) {
    console.error(problem instanceof TypeError ? problem.message : problem);
    throw problem;
  }
}

