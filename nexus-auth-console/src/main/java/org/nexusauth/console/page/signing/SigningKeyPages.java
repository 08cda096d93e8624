package org.nexusauth.console.page.signing;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.HtmlPage;
import org.nexusauth.console.http.HtmlPage.Section;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.page.NodeState;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.signing.SigningKeyView;

/** The list of signing keys, and what can be done to them. */
public final class SigningKeyPages {
  static final String ALL = "/signing-keys";

  private SigningKeyPages() {}

  /**
   * Returns their routes.
   *
   * @param node says which settings the application has
   */
  public static List<Route> routes(NodeState node) {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.page(ALL, Role.ADMIN, call -> showList(call, node)));
    routes.addAll(SigningKeyPreparation.routes());
    for (SigningKeyChange change : SigningKeyChange.values()) {
      routes.addAll(new SigningKeyChangePage(change).routes());
    }
    return routes;
  }

  /**
   * What the list shows.
   *
   * @param keys the keys, the newest first
   * @param hasSecret whether this application can make and use them
   * @param verifiesWithRecords whether this application verifies with them
   */
  public record SigningKeyListView(
      List<SigningKeyLine> keys, boolean hasSecret, boolean verifiesWithRecords) {

    /** Returns whether a next key can be prepared. */
    public boolean canPrepare() {
      return hasSecret && keys.stream().noneMatch(SigningKeyLine::isNext);
    }
  }

  private static ConsoleResponse showList(ConsoleCall call, NodeState node) {
    List<SigningKeyView> keys = call.services().signingKeys().list(call.operator());
    SigningKeyListView view =
        new SigningKeyListView(
            keys.stream().map(SigningKeyLine::new).toList(),
            node.hasSigningSecret(),
            node.verifiesWithRecords());
    return ConsoleResponse.page(
        new HtmlPage("signingkeys", "Signing keys", Section.SIGNING_KEYS, view));
  }
}
