package org.hubwarden.host.linux.leaving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Reads what tar(1) packed, file by file, with no more memory than one file's headers need. Ours, since tar itself restores no path
 * of more than 4096 bytes, and compares a file that is mostly holes by reading all of them.
 */
final class TarStream {

    private static final int PIECE = 128 * 1024;

    /** A path and all attributes of a file, with room. */
    private static final int LARGEST_HEADER = 32 << 20;

    private final InputStream in;
    private final byte[] piece = new byte[PIECE];
    private Optional<TarHeader> current = Optional.empty();

    /** So many bytes of the present file, its padding included, are still to be read. */
    private long left;

    TarStream(InputStream in) {
        this.in = in;
    }

    /** Takes pieces of a file's content in their order; between them are holes. */
    interface Pieces {
        /** One of them; the buffer is used again for the next. */
        void take(long offset, byte[] buffer, int size) throws IOException, SystemCallFailure, HostFailure;
    }

    /** The next file; empty at the end, after which nothing follows. */
    Optional<TarMember> next() throws IOException {
        in.skipNBytes(left);
        left = 0;
        current = header(Map.of());
        if (current.isEmpty()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return Optional.empty();
        }
        return Optional.of(current.get().member());
    }

    private Optional<TarHeader> header(Map<String, String> better) throws IOException {
        byte[] block = block();
        if (TarHeader.isEnd(block)) {
            return Optional.empty();
        }
        TarHeader header = TarHeader.of(block, better);
        if (header.type() == 'x') {
            return header(extended(header.stored()));
        }
        left = padded(header.stored());
        return Optional.of(header);
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(TarHeader.SIZE);
        if (block.length < TarHeader.SIZE) {
            throw new EOFException("the archive is cut short");
        }
        return block;
    }

    private static long padded(long size) {
        return (size + TarHeader.SIZE - 1) / TarHeader.SIZE * TarHeader.SIZE;
    }

    /** Lines of a length, a blank, a keyword, an equals sign, the value, and a line feed. */
    private Map<String, String> extended(long size) throws IOException {
        if (size > LARGEST_HEADER) {
            throw new IOException("a file of the archive has more than " + LARGEST_HEADER + " bytes of attributes");
        }
        byte[] bytes = in.readNBytes((int) padded(size));
        String text = new String(bytes, 0, (int) Math.min(size, bytes.length), StandardCharsets.ISO_8859_1);
        Map<String, String> said = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int blank = text.indexOf(' ', at);
            int end = at + (int) TarText.decimal(text.substring(at, Math.max(at, blank)));
            int equals = text.indexOf('=', at);
            if (equals < 0 || end > text.length() || equals >= end) {
                throw new IOException("the archive is damaged");
            }
            said.put(text.substring(blank + 1, equals), text.substring(equals + 1, end - 1));
            at = end;
        }
        return said;
    }

    /** Hands over the content of the file that was the last. */
    void content(Pieces pieces) throws IOException, SystemCallFailure, HostFailure {
        TarHeader header = current.orElseThrow();
        long stored = header.stored();
        if (!header.isSparse()) {
            pass(0, stored, pieces);
            return;
        }
        TarSparseMap map = TarSparseMap.read(in);
        left -= map.size();
        for (TarSparseMap.Extent extent : map.extents()) {
            pass(extent.offset(), extent.size(), pieces);
        }
    }

    private void pass(long offset, long size, Pieces pieces) throws IOException, SystemCallFailure, HostFailure {
        for (long done = 0; done < size; ) {
            int read = in.read(piece, 0, (int) Math.min(PIECE, Math.min(left, size - done)));
            if (read <= 0) {
                throw new EOFException("the archive is cut short");
            }
            pieces.take(offset + done, piece, read);
            done += read;
            left -= read;
        }
    }
}
