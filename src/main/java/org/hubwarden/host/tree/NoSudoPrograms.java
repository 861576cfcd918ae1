package org.hubwarden.host.tree;

import java.util.Optional;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.model.UnixName;

/** A machine that does not run has no sudo to ask. What it would say counts as right, and rules of other files as unseen. */
public final class NoSudoPrograms implements SudoPrograms {

    @Override
    public Optional<String> complaintAbout(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<String> disproveRoot(UnixName account) {
        return Optional.empty();
    }

    @Override
    public Reading read(String text) {
        return new Reading.Unreadable(Optional.empty());
    }
}
