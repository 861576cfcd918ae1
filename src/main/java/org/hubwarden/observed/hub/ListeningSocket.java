package org.hubwarden.observed.hub;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A socket that listens for connections by TCP.
 *
 * @param address 4 or 16 bytes in the order of the network, as hex digits
 * @param uid whose it is
 * @param inode names it among the open files of processes
 */
public record ListeningSocket(String address, int port, long uid, long inode) {

    private static final String LISTENING = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int UID = 7;
    private static final int INODE = 9;
    private static final int WORD = 8;
    private static final String MAPPED = "00000000000000000000FFFF";

    /** The sockets of {@code /proc/net/tcp} or {@code tcp6} on a machine whose bytes go from low to high, or not. */
    public static List<ListeningSocket> parse(String text, boolean lowFirst) {
        List<ListeningSocket> sockets = new ArrayList<>();
        text.lines().skip(1).map(line -> line.strip().split("\\s+")).forEach(fields -> {
            if (fields.length > INODE && fields[STATE].equals(LISTENING) && fields[LOCAL].contains(":")) {
                String[] local = fields[LOCAL].split(":", 2);
                sockets.add(new ListeningSocket(
                        ordered(local[0], lowFirst),
                        Integer.parseInt(local[1], 16),
                        Long.parseLong(fields[UID]),
                        Long.parseLong(fields[INODE])));
            }
        });
        return sockets;
    }

    /** The kernel prints words of the machine. */
    private static String ordered(String hex, boolean lowFirst) {
        StringBuilder ordered = new StringBuilder();
        for (int word = 0; word + WORD <= hex.length(); word += WORD) {
            for (int octet = 0; octet < WORD; octet += 2) {
                int at = word + (lowFirst ? WORD - 2 - octet : octet);
                ordered.append(hex, at, at + 2);
            }
        }
        return ordered.toString().toUpperCase(Locale.ROOT);
    }

    /** The bytes to connect to; for all addresses, the machine's own. */
    public byte[] reachable() {
        if (!isEverywhere()) {
            return HexFormat.of().parseHex(address);
        }
        byte[] own = new byte[address.length() / 2];
        own[own.length - 1] = 1;
        if (own.length == 4) {
            own[0] = 127;
        }
        return own;
    }

    /** Whether it listens on every address. */
    public boolean isEverywhere() {
        return address.matches("0+");
    }

    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
        String four = address.startsWith(MAPPED) ? address.substring(MAPPED.length()) : address;
        return (four.length() == WORD && four.startsWith("7F")) || address.matches("0{31}1");
    }
}
