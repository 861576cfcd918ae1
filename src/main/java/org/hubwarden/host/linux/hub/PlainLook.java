package org.hubwarden.host.linux.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.host.linux.files.Directories;
import org.hubwarden.observed.hub.ListeningSocket;
import org.hubwarden.observed.hub.PlainHub;
import org.hubwarden.observed.hub.SeenProcess;

/**
 * Asks who listens for other machines whether they are a hub, in plain HTTP. Only those that may be: a hub, its proxy, a web
 * server, and whoever has a port that they usually have. Others are not spoken to.
 */
final class PlainLook {

    private static final Set<Integer> PORTS = Set.of(80, 8000, 8080);
    private static final int MOST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST = 16 << 10;
    private static final Pattern VERSION =
            Pattern.compile("(?im)^x-jupyterhub-version:[ \\t]*([0-9A-Za-z.+-]{1,40})[ \\t]*\\r?$");
    private static final List<String> PATHS = List.of("/hub/api", "/");

    private final ProcessLook processes;

    PlainLook(ProcessLook processes) {
        this.processes = processes;
    }

    List<PlainHub> find() {
        Map<Long, SeenProcess> owners = owners();
        Map<String, PlainHub> found = new LinkedHashMap<>();
        listening().stream()
                .filter(socket -> !socket.isLoopback())
                .filter(socket -> owners.containsKey(socket.inode()) || PORTS.contains(socket.port()))
                .limit(MOST)
                .forEach(socket -> version(socket)
                        .ifPresent(version -> found.putIfAbsent(
                                owners.containsKey(socket.inode()) ? socket.inode() + "" : place(socket),
                                new PlainHub(
                                        place(socket), version, Optional.ofNullable(owners.get(socket.inode()))))));
        return List.copyOf(found.values());
    }

    static List<ListeningSocket> listening() {
        boolean lowFirst = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        List<ListeningSocket> sockets = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            ProcessLook.read("self", table).ifPresent(t -> sockets.addAll(ListeningSocket.parse(t, lowFirst)));
        }
        return sockets;
    }

    /** Whose socket is whose, among the processes that may be a hub's. */
    private Map<Long, SeenProcess> owners() {
        Map<Long, SeenProcess> owners = new LinkedHashMap<>();
        List<SeenProcess> all = new ArrayList<>(processes.hubs());
        all.addAll(processes.proxies());
        for (SeenProcess process : all) {
            for (Path descriptor : Directories.children(Path.of("/proc/" + process.pid() + "/fd"))) {
                socket(descriptor).ifPresent(inode -> owners.putIfAbsent(inode, process));
            }
        }
        return owners;
    }

    private static Optional<Long> socket(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.matches("socket:\\[[0-9]+\\]")
                    ? Optional.of(Long.valueOf(target.substring("socket:[".length(), target.length() - 1)))
                    : Optional.empty();
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    private static Optional<String> version(ListeningSocket socket) {
        return PATHS.stream().flatMap(path -> ask(socket, path).stream()).findFirst();
    }

    private static Optional<String> ask(ListeningSocket socket, String path) {
        try (Socket connection = new Socket()) {
            InetAddress address = InetAddress.getByAddress(socket.reachable());
            connection.connect(new InetSocketAddress(address, socket.port()), (int) PATIENCE.toMillis());
            connection.setSoTimeout((int) PATIENCE.toMillis());
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Matcher header = VERSION.matcher(headers(connection.getInputStream()));
            return header.find() ? Optional.of(header.group(1)) : Optional.empty();
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    /** Whoever trickles is not listened to for long. */
    private static String headers(InputStream answer) throws IOException {
        byte[] bytes = new byte[LONGEST];
        int length = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (length < bytes.length && System.nanoTime() < end) {
            int more = answer.read(bytes, length, bytes.length - length);
            if (more < 0) {
                break;
            }
            length += more;
            int close = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
            if (close >= 0) {
                return new String(bytes, 0, close + 2, StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static String place(ListeningSocket socket) {
        try {
            String address = socket.isEverywhere()
                    ? "every address"
                    : InetAddress.getByAddress(socket.reachable()).getHostAddress();
            return address + ", port " + socket.port();
        } catch (IOException unreachable) {
            return "port " + socket.port();
        }
    }
}
