package org.nexusauth.console.page.reveal;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.console.http.ConsoleResponse;
import org.nexusauth.console.http.ConsoleResponse.Streamed;
import org.nexusauth.console.http.Route;
import org.nexusauth.console.problem.ProblemException;
import org.nexusauth.management.access.AccessCheck;
import org.nexusauth.management.access.Role;

/**
 * The key that a page has just shown, as a file of environment variables. The page sends the text
 * back in a form: it is kept nowhere here, and is in no address. No store is read, so that a person
 * who has the key on the page loses it for no outage.
 */
public final class EnvFile {
  private static final String PATH =
      "/organizations/{organization}/integrations/{integration}/keys/env-file";

  /** A compact JWS, perhaps with a prefix: nothing that a reader of such a file interprets. */
  private static final Pattern KEY =
      Pattern.compile("[\\w-]{0,32}eyJ[\\w-]{10,}\\.[\\w-]+\\.[\\w-]+");

  private static final int MAX_KEY = 8_192;
  private static final Map<String, String> HEADERS =
      Map.of("Content-Disposition", "attachment; filename=\"nexus-api-key.env\"");

  private EnvFile() {}

  /** Returns its routes. */
  public static List<Route> routes() {
    return List.of(Route.form(PATH, Role.OPERATOR, EnvFile::download));
  }

  private static ConsoleResponse download(ConsoleCall call) {
    AccessCheck.requireOrganization(call.operator(), call.organization(), "organization");
    String key = call.form().readRaw("key");
    call.form().finish();
    if (key.length() > MAX_KEY || !KEY.matcher(key).matches()) {
      throw ProblemException.invalid("key", "This is not one API key, as it was shown.");
    }
    return new Streamed(
        "text/plain; charset=utf-8",
        HEADERS,
        out -> out.append(UsageExample.VARIABLE).append('=').append(key).append('\n'));
  }
}
