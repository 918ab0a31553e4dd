using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Ouroboros.CSharpHost;

/// <summary>The streams to the engine, kept apart from what target code prints and reads.</summary>
internal sealed partial class Channel : IDisposable
{
    private const int StandardInput = 0, StandardOutput = 1, StandardError = 2;

    private readonly FileStream output;

    public Channel()
    {
        Input = new FileStream(new SafeFileHandle(Duplicate(StandardInput), ownsHandle: true), FileAccess.Read, 0);
        output = new FileStream(new SafeFileHandle(Duplicate(StandardOutput), ownsHandle: true), FileAccess.Write, 0);

        // What a test prints must not look like a verdict, and what it reads must not be a request.
        Replace(StandardError, StandardOutput);
        var nothing = File.OpenHandle("/dev/null");
        Replace((int)nothing.DangerousGetHandle(), StandardInput);
        Console.SetOut(TextWriter.Null);
        Console.SetIn(TextReader.Null);
    }

    public FileStream Input { get; }

    /// <summary>An event: one line of JSON.</summary>
    public void Tell(object told)
    {
        output.Write([.. JsonSerializer.SerializeToUtf8Bytes(told), (byte)'\n']);
        output.Flush();
    }

    /// <summary>An answer: a length, then bytes.</summary>
    public void Answer(ReadOnlySpan<byte> body)
    {
        var frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame.AsSpan(4));
        output.Write(frame);
        output.Flush();
    }

    /// <summary>The next request, or null when nobody asks any more.</summary>
    public byte[]? Ask()
    {
        var head = new byte[4];
        if (Input.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4)
            return null;

        var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        return Input.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) < body.Length ? null : body;
    }

    public void Dispose()
    {
        Input.Dispose();
        output.Dispose();
    }

    private static IntPtr Duplicate(int descriptor) => dup(descriptor);

    private static void Replace(int by, int descriptor) => _ = dup2(by, descriptor);

    [LibraryImport("libc")]
    private static partial int dup(int descriptor);

    [LibraryImport("libc")]
    private static partial int dup2(int from, int to);
}
