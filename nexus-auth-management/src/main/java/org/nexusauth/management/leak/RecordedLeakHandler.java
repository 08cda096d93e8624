package org.nexusauth.management.leak;

import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.apikey.ApiKeys;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyState;
import org.nexusauth.management.problem.ManagementException;

/**
 * Revokes and marks a key in its record, once. A key that has none is imported first.
 *
 * @param apiKeys the records
 * @param revoke whether it is revoked, or marked alone
 */
record RecordedLeakHandler(ApiKeys apiKeys, boolean revoke) implements LeakedKeyHandler {

  @Override
  public void handleLeak(ChangeContext context, KeyRef ref, ReportedToken token) {
    if (!isDone(findOrImport(context, ref, token))) {
      String source = token.printableSource();
      Log.keyLeaked(ref, source, apiKeys.reportLeak(context, ref, source, revoke).state());
    }
  }

  private ApiKeyView findOrImport(ChangeContext context, KeyRef ref, ReportedToken token) {
    try {
      return apiKeys.get(context.operator(), ref);
    } catch (ManagementException e) {
      if (e.kind() != ManagementException.Kind.NOT_FOUND) {
        throw e;
      }
      return apiKeys.importKey(context, token.text());
    }
  }

  private boolean isDone(ApiKeyView key) {
    return key.record().lifecycle().exposedAt() != null
        && (!revoke || key.state() == KeyState.REVOKED || key.state() == KeyState.EXPIRED);
  }
}
