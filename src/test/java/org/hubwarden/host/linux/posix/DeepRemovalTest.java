package org.hubwarden.host.linux.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeepRemovalTest {

    @TempDir
    Path directory;

    @Test
    void removesATreeOfAnyDepthAndNothingBeside() throws Exception {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        Files.writeString(directory.resolve("other"), "stays");
        for (String name : List.of("a", "b")) {
            Files.createDirectories(tree.resolve(name).resolve("c"));
            Files.writeString(tree.resolve(name).resolve("file"), "x");
        }
        Files.createSymbolicLink(tree.resolve("link"), directory.resolve("other"));
        FileName step = FileName.of("d");
        Descriptor here = Descriptor.openRoot(tree);
        for (int i = 0; i < 5000; i++) {
            here.makeDirectory(step, 0700);
            Descriptor down = here.openDirectory(step);
            here.close();
            here = down;
        }
        here.close();
        try (Descriptor parent = Descriptor.openRoot(directory)) {
            DeepRemoval.remove(parent, FileName.of("tree"));
        }
        assertFalse(Files.exists(tree));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(directory.resolve("other")), left.toList());
        }
    }

    @Test
    void removesADirectoryWithMoreNamesThanAreLookedAtAtOnce() throws Exception {
        Path tree = Files.createDirectory(directory.resolve("tree"));
        for (int i = 0; i < 10_500; i++) {
            Files.createFile(tree.resolve("f" + i));
        }
        for (int i = 0; i < 20; i++) {
            Files.createFile(Files.createDirectory(tree.resolve("d" + i)).resolve("file"));
        }
        try (Descriptor parent = Descriptor.openRoot(directory)) {
            DeepRemoval.remove(parent, FileName.of("tree"));
        }
        assertFalse(Files.exists(tree));
    }
}
