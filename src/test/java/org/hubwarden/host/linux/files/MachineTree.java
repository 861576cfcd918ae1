package org.hubwarden.host.linux.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A small machine in a directory, for tests. */
public record MachineTree(Root root) {

    public static final String PASSWD =
            "root:x:0:0:root:/root:/bin/bash\n# kept\njupyter-a:x:2001:2001::/home/jupyter-a:/bin/sh\n";
    public static final String GROUP = "root:x:0:\njupyter-a:x:2001:\n";
    public static final String SHADOW = "root:*:19000:0:99999:7:::\njupyter-a:!:19000:0:99999:7:::\n";
    public static final String GSHADOW = "root:*::\njupyter-a:!::\n";

    public static MachineTree in(Path directory) throws Exception {
        MachineTree tree = new MachineTree(Root.tree(directory));
        Files.createDirectories(tree.path("/etc"));
        tree.write("/etc/passwd", PASSWD, "rw-r--r--");
        tree.write("/etc/group", GROUP, "rw-r--r--");
        tree.write("/etc/shadow", SHADOW, "rw-r-----");
        tree.write("/etc/gshadow", GSHADOW, "rw-r-----");
        return tree;
    }

    public Path path(String absolute) {
        return root.at(absolute);
    }

    public void write(String absolute, String content, String mode) throws IOException {
        Files.write(path(absolute), content.getBytes(ISO_8859_1));
        Files.setPosixFilePermissions(path(absolute), PosixFilePermissions.fromString(mode));
    }

    public void write(String absolute, String content) throws IOException {
        write(absolute, content, "rw-r--r--");
    }

    public String text(String absolute) throws IOException {
        return new String(Files.readAllBytes(path(absolute)), ISO_8859_1);
    }

    public String mode(String absolute) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path(absolute)));
    }

    /** The names in a directory, sorted. */
    public List<String> names(String absolute) throws IOException {
        try (Stream<Path> files = Files.list(path(absolute))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
