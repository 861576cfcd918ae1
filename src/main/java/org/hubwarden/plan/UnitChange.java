package org.hubwarden.plan;

import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;

/** A change to the units that run users' servers. */
public sealed interface UnitChange extends Change {

    /**
     * A unit file or drop-in of ours is made or put right.
     *
     * @param content its whole new text
     */
    record Write(String path, String content, Symbol symbol, Reason reason) implements UnitChange {
        @Override
        public String subject() {
            return path;
        }
    }

    /** A unit file or drop-in of ours goes. */
    record Remove(String path, Reason reason) implements UnitChange {
        @Override
        public String subject() {
            return path;
        }

        @Override
        public Symbol symbol() {
            return Symbol.REMOVE;
        }
    }

    /** systemd reads all unit files again. */
    record Reload(Reason reason) implements UnitChange {
        @Override
        public String subject() {
            return "systemd";
        }

        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /** One to the unit of a server, whatever its files. */
    sealed interface OfServer extends UnitChange {

        /** The unit. */
        UnitName unit();

        @Override
        default String subject() {
            return unit().value();
        }

        @Override
        default Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /**
     * Limits of a running unit are put right, and nothing in it is interrupted.
     *
     * @param from those that are not as they should be
     * @param to what they should be
     */
    record Adjust(UnitName unit, Limits from, Limits to, Reason reason) implements OfServer {}

    /** A unit is stopped. Never planned: people ask for it. */
    record Stop(UnitName unit, UnixName account, Reason reason) implements OfServer {}

    /**
     * A unit is stopped and started again, or started where it does not run. Never planned: people ask for it.
     *
     * @param account who it must run as for anything to be done
     */
    record Restart(UnitName unit, UnixName account, Reason reason) implements OfServer {

        /** Its second half. */
        public Start start() {
            return new Start(unit, account, reason);
        }
    }

    /**
     * A unit is started.
     *
     * @param account who it must run as for anything to be done
     */
    record Start(UnitName unit, UnixName account, Reason reason) implements OfServer {}
}
