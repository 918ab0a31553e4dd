using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>What may be said to the database inside one transaction.</summary>
public sealed class Session
{
    private readonly SqliteConnection connection;

    internal Session(SqliteConnection connection) => this.connection = connection;

    /// <param name="values">Stand for <c>?1</c>, <c>?2</c> …</param>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        return command.ExecuteNonQuery();
    }

    public IReadOnlyList<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(new Row(reader)));

        return rows;
    }

    public long LastRowId => Query("SELECT last_insert_rowid()", r => r.Integer(0))[0];

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"?{(i + 1).ToString(CultureInfo.InvariantCulture)}", values[i] ?? DBNull.Value);

        return command;
    }
}

/// <summary>One row, by position.</summary>
public readonly struct Row
{
    private readonly SqliteDataReader reader;

    internal Row(SqliteDataReader reader) => this.reader = reader;

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public long Integer(int column) => reader.GetInt64(column);

    public long? IntegerOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public double Real(int column) => reader.GetDouble(column);

    public byte[] Bytes(int column) => (byte[])reader.GetValue(column);

    public DateTimeOffset Time(int column) => DateTimeOffset.Parse(Text(column), CultureInfo.InvariantCulture);

    public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : Time(column);
}
