package org.nexusauth.console.page.directory;

import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.Route;
import org.nexusauth.management.access.Role;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.store.PageRequest;

/** Where people arrive: leads on to the integrations of their first organization. */
public final class StartPage {
  private StartPage() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(Route.page("/", Role.VIEWER, StartPage::showPage));
  }

  private static ConsoleResponse showPage(ConsoleCall call) {
    List<Organization> first =
        call.services().organizations().list(call.operator(), new PageRequest(1, null)).items();
    if (first.isEmpty()) {
      return ConsoleResponse.redirect("organizations");
    }
    return ConsoleResponse.redirect("organizations", first.get(0).id(), "integrations");
  }
}
