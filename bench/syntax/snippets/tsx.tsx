type ThingProps = { title: string; count?: number; items: ReadonlyArray<{ id: number; name?: string }> };

export function Thing({ title, count = 0, items }: ThingProps): JSX.Element {
  const [open, setOpen] = useState<boolean>(false);
  const total = items.filter((item) => item.id > 0).reduce((sum, item) => sum + item.id, count);

  useEffect(() => {
    const timer = setInterval(() => setOpen((now) => !now), 1000);
    return () => clearInterval(timer);
  }, [title, count]);

  return (
    <section className="thing" data-open={open}>
      <h1 onClick={() => setOpen(!open)}>{title} <b>({total as number})</b></h1>
      {items.length === 0 ? <p>none</p> : (
        <ul>
          {items.map((item) => <li key={item.id} {...rest(item)}>{item?.name ?? 'unnamed'}</li>)}
        </ul>
      )}
    </section>
  );
}

