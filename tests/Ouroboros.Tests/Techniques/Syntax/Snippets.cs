using System.Text;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Tests.Techniques.Syntax;

/// <summary>Small believable files of every language, and what breaks them.</summary>
internal static class Snippets
{
    public static IReadOnlyDictionary<Language, string> Valid { get; } = new Dictionary<Language, string>
    {
        [Language.Python] = """
            from dataclasses import dataclass

            @dataclass
            class Invoice:
                lines: list[tuple[str, int]]

                def total(self, *, discount: float = 0.0) -> float:
                    amounts = [price for _, price in self.lines if price > 0]
                    match amounts:
                        case []:
                            return 0.0
                        case [first, *rest]:
                            return (first + sum(rest)) * (1 - discount)

            if __name__ == "__main__":
                print(f"{Invoice([('a', 3)]).total():.2f}")

            """,
        [Language.JavaScript] = """
            import { load } from './store.js';

            export const App = ({ items = [] }) => (
              <ul>{items.map((i) => <li key={i.id}>{i?.name ?? 'none'}</li>)}</ul>
            );

            export async function* pages(url) {
              for (let n = 0; n < 3; n++) yield await load(`${url}?page=${n}`);
            }

            """,
        [Language.TypeScript] = """
            interface Shape<T extends number = number> { readonly area: T; name?: string }

            export class Square implements Shape {
              constructor(private side: number) {}
              get area(): number { return this.side ** 2; }
            }

            export const biggest = <T extends Shape>(all: T[]): T | undefined =>
              all.reduce<T | undefined>((best, s) => (!best || s.area > best.area ? s : best), undefined);

            """,
        [Language.Tsx] = """
            type Props = { title: string; count?: number };

            export function Header({ title, count = 0 }: Props): JSX.Element {
              return <h1 className="head">{title} <b>({count as number})</b></h1>;
            }

            """,
        [Language.CSharp] = """
            using System.Linq;
            namespace Shop;

            public sealed record Line(string Name, decimal Price);

            public static class Basket
            {
                public static decimal Total(IEnumerable<Line> lines) => lines switch
                {
                    null => throw new ArgumentNullException(nameof(lines)),
                    _ => lines.Where(l => l is { Price: > 0 }).Sum(l => l.Price),
                };
            }

            """,
        [Language.Java] = """
            package shop;

            import java.util.List;

            public class Basket {
                private final List<Integer> prices;

                public Basket(List<Integer> prices) { this.prices = prices; }

                public int total() {
                    return prices.stream().filter(p -> p > 0).mapToInt(Integer::intValue).sum();
                }
            }

            """,
        [Language.Go] = """
            package shop

            import "fmt"

            type Basket struct{ prices []int }

            func (b *Basket) Total() (sum int, err error) {
            	for _, p := range b.prices {
            		if p < 0 {
            			return 0, fmt.Errorf("bad price %d", p)
            		}
            		sum += p
            	}
            	return sum, nil
            }

            """,
    };

    public static TheoryData<Language> Languages => [.. Valid.Keys];

    public static ReadOnlyMemory<byte> Bytes(Language language) => Encoding.UTF8.GetBytes(Valid[language]);

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
