package org.nexusauth.management;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.nexusauth.management.alert.AlertSources;
import org.nexusauth.management.apikey.KeyTextReader;
import org.nexusauth.management.store.AgentDirectory;
import org.nexusauth.management.store.ManagementStoreProvider.OpenedManagementStore;
import org.nexusauth.management.store.RevocationAccess;

/**
 * What the management of keys stands on.
 *
 * @param store the opened store, closed with the management
 * @param revocations the revocation store
 * @param keyTexts reads keys that are imported or reported
 * @param agents the application's own agents; null if agents are records
 * @param alertSources what alerts are about, and whom the application notifies itself
 * @param clock the clock
 */
public record ManagementSetup(
    OpenedManagementStore store,
    RevocationAccess revocations,
    KeyTextReader keyTexts,
    @Nullable AgentDirectory agents,
    AlertSources alertSources,
    Clock clock) {}
