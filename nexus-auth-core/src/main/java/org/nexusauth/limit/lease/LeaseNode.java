package org.nexusauth.limit.lease;

import java.util.function.Consumer;
import org.nexusauth.limit.store.Unspent;

/**
 * What all leases of a node have in common.
 *
 * @param rules how tokens are leased
 * @param health what the node knows of the store
 * @param outbox takes tokens that are given back
 */
record LeaseNode(LeaseRules rules, StoreHealth health, Consumer<Unspent> outbox) {}
