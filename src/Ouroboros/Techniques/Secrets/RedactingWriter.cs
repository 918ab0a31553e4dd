using System.Text;

namespace Ouroboros.Techniques.Secrets;

/// <summary>Redacts what is written through it, line by line; a private key is held back until its last line.</summary>
public sealed class RedactingWriter(TextWriter inner, SecretRedactor redactor) : TextWriter
{
    // A key is shorter; a text that never closes its armour must not be held for ever.
    private const int MostHeld = 32_768;

    private readonly StringBuilder held = new();

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        held.Append(value);
        if (value == '\n')
            Release();
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        held.Append(buffer);
        if (buffer.Contains('\n'))
            Release();
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    /// <summary>Lets out whole lines only: half a secret is not recognised.</summary>
    public override void Flush()
    {
        Release();
        inner.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Write(redactor.Redact(held.ToString()));
            held.Clear();
            inner.Flush();
        }

        base.Dispose(disposing);
    }

    private void Release()
    {
        var text = held.ToString();
        var end = text.LastIndexOf('\n') + 1;
        var armour = text.LastIndexOf("-----BEGIN ", StringComparison.Ordinal);
        if (armour >= 0 && text.Length < MostHeld && text.IndexOf("-----END ", armour, StringComparison.Ordinal) < 0)
            end = Math.Min(end, armour);
        if (end == 0)
            return;

        inner.Write(redactor.Redact(text[..end]));
        held.Remove(0, end);
    }
}
