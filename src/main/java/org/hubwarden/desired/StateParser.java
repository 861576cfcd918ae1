package org.hubwarden.desired;

import java.util.Optional;

/** Reads a state file strictly: whatever it does not know, it refuses. Stateless. */
public final class StateParser {

    /** A larger file is refused without being looked at, in bytes. */
    public static final int LARGEST = 64 << 20;

    private StateParser() {}

    /**
     * Reads the whole file. Never throws for any content, and takes time in proportion to its size.
     *
     * @param content the bytes as they are on disk
     * @param file the name to use in problems
     */
    public static StateReading parse(byte[] content, String file) {
        Problems problems = new Problems(file);
        Optional<DesiredState> state = read(content, problems);
        return state.isPresent() && problems.none()
                ? new StateReading.Accepted(state.orElseThrow(), problems.warnings())
                : problems.refused();
    }

    private static Optional<DesiredState> read(byte[] content, Problems problems) {
        if (content.length > LARGEST) {
            problems.refuse(
                    Position.WHOLE_FILE,
                    "the file has " + content.length + " bytes; " + LARGEST + " are the most that is read");
            return Optional.empty();
        }
        return tree(content, problems).flatMap(root -> new StateDocument(problems).read(root));
    }

    /** The file as it is written. */
    static Optional<YamlNode> tree(byte[] content, Problems problems) {
        return StateText.decode(content, problems)
                .filter(text -> TextCheck.passes(text, problems))
                .flatMap(text -> tree(text, problems));
    }

    private static Optional<YamlNode> tree(String text, Problems problems) {
        Optional<YamlNode> root = YamlTree.read(text, problems);
        if (root.isEmpty() && problems.none()) {
            StateDocument.refuseEmpty(problems);
        }
        return root;
    }
}
