/** The head of a table: the names of its columns. */
export function Columns({ names }: { names: readonly string[] }) {
  return (
    <thead>
      <tr>{names.map((name) => <th key={name} scope="col">{name}</th>)}</tr>
    </thead>
  );
}
