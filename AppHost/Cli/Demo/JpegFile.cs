namespace Hitl.Cli.Demo;

/// <summary>
/// Draws a picture and writes it as a baseline JPEG, in grey. Each block of 8 x 8 pixels has one brightness, so that only the first
/// coefficient of its transform is not zero, and two tiny code tables do.
/// </summary>
internal static class JpegFile
{
    private const int Blocks = 24;
    private const int CodeLength = 4;

    public static byte[] Make()
    {
        using var file = new MemoryStream();
        file.Write([0xFF, 0xD8]);
        Segment(file, 0xE0, [(byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]); // what a coefficient is divided by
        const int side = Blocks * 8;
        Segment(file, 0xC0, [8, 0, side, 0, side, 1, 1, 0x11, 0]);
        // Sizes 0 to 11 of a brightness difference, each by its own code of four bits.
        Segment(file, 0xC4, [0x00, 0, 0, 0, 12, .. new byte[12], 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        // Of the other 63 coefficients only "no more", by the code 0.
        Segment(file, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(file, 0xDA, [1, 1, 0x00, 0, 63, 0]);
        Scan(file);
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    // A disc, brighter towards its middle.
    private static int BrightnessOf(int x, int y)
    {
        const double middle = (Blocks - 1) / 2.0;
        var distance = Math.Sqrt(((x - middle) * (x - middle)) + ((y - middle) * (y - middle)));
        return distance > middle ? -100 : (int)(110 - (distance * 12));
    }

    private static void Scan(MemoryStream file)
    {
        var bits = new BitWriter(file);
        var last = 0;
        for (var y = 0; y < Blocks; y++)
        {
            for (var x = 0; x < Blocks; x++)
            {
                var brightness = BrightnessOf(x, y);
                var difference = brightness - last;
                last = brightness;
                var size = 32 - int.LeadingZeroCount(Math.Abs(difference));
                bits.Write(size, CodeLength);
                bits.Write(difference < 0 ? difference + (1 << size) - 1 : difference, size);
                bits.Write(0, 1);
            }
        }
        bits.End();
    }

    private static void Segment(MemoryStream file, byte marker, ReadOnlySpan<byte> content)
    {
        var length = content.Length + 2;
        file.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        file.Write(content);
    }

    private sealed class BitWriter(MemoryStream file)
    {
        private int _bits;
        private int _count;

        public void Write(int value, int length)
        {
            for (var bit = length - 1; bit >= 0; bit--)
            {
                _bits = (_bits << 1) | ((value >> bit) & 1);
                if (++_count == 8) Flush();
            }
        }

        public void End()
        {
            while (_count != 0) Write(1, 1);
        }

        private void Flush()
        {
            file.WriteByte((byte)_bits);
            if ((byte)_bits == 0xFF) file.WriteByte(0); // else it would be a marker
            (_bits, _count) = (0, 0);
        }
    }
}
