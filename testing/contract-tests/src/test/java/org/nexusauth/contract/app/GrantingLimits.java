package org.nexusauth.contract.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.nexusauth.limit.store.Grant;
import org.nexusauth.limit.store.Grant.DebitedWindow;
import org.nexusauth.limit.store.LimitStore;
import org.nexusauth.limit.store.LimitStoreProvider;
import org.nexusauth.limit.store.Unspent;
import org.nexusauth.limit.store.Want;
import org.nexusauth.revocation.StoreSettings;

/** A limit store that grants whatever is wanted, and its provider. */
public final class GrantingLimits implements LimitStore, LimitStoreProvider {
  public static final String NAME = "granting";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> properties() {
    return Set.of();
  }

  @Override
  public LimitStore open(StoreSettings settings) {
    return this;
  }

  @Override
  public List<Grant> take(List<Want> wants) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return wants.stream().map(want -> grant(want, now)).toList();
  }

  private static Grant grant(Want want, Instant now) {
    List<DebitedWindow> windows =
        want.plan().policies().stream()
            .map(
                policy ->
                    new DebitedWindow(
                        policy.windowAt(now.getEpochSecond(), want.key().high()), want.tokens()))
            .toList();
    return new Grant(want.tokens(), windows, now, "g");
  }

  @Override
  public void giveBack(List<Unspent> unspent) {
    // Nothing is counted.
  }

  @Override
  public int announce(String node) {
    return 1;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
