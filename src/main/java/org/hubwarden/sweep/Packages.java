package org.hubwarden.sweep;

import java.time.Instant;
import java.util.Optional;

/** What the machine's package database says. Whoever was root may have written it: it explains and proves nothing. */
public interface Packages {

    /**
     * What is known of a file.
     *
     * @param name of the package
     * @param installed when that was last installed or upgraded, where its log says
     * @param matches whether the file is as the package brought it; true for what has no digest, such as directories
     */
    record Origin(String name, Optional<Instant> installed, boolean matches) {}

    /** Which package a file is of; empty for none. The path is escaped, as in a baseline. */
    Optional<Origin> of(String path);

    /** The name of that package, without a look at the file. */
    Optional<String> owner(String path);

    /** When a package of this name was last installed, upgraded or removed, as far as the log says. */
    Optional<Instant> changed(String name);

    /** The same of whichever package that was last. */
    Optional<Instant> last();

    /** Where nothing is known. */
    Packages NONE = new Packages() {
        @Override
        public Optional<Origin> of(String path) {
            return Optional.empty();
        }

        @Override
        public Optional<String> owner(String path) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> changed(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> last() {
            return Optional.empty();
        }
    };
}
