package org.hubwarden.host;

import java.util.List;
import org.hubwarden.ledger.Approval;

/** Where it is kept what somebody approved. */
public interface Approvals {

    /** All of them, also those that no longer count. What cannot be read is no approval. */
    List<Approval> read();

    /** Keeps one, atomically and durably. */
    void write(Approval approval) throws HostFailure;

    /** Forgets one. */
    void remove(Approval approval) throws HostFailure;
}
