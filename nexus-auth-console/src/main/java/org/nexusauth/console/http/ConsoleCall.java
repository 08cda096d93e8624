package org.nexusauth.console.http;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.nexusauth.console.json.MemberReader;
import org.nexusauth.management.ManagementServices;
import org.nexusauth.management.access.ChangeContext;
import org.nexusauth.management.access.ExpectedVersion;
import org.nexusauth.management.access.Operator;

/**
 * A call that has been checked: an operator, a known route, a readable input.
 *
 * @param source returns the services, or throws a problem while there are none
 * @param context who calls, and with which request
 * @param path the parameters of the path
 * @param query the parameters of the query
 * @param body the members of the JSON body; none where the route has no such body
 * @param form the fields of the form; none where the route takes no form
 * @param version the version of {@code If-Match}
 */
public record ConsoleCall(
    Supplier<ManagementServices> source,
    ChangeContext context,
    Map<String, String> path,
    QueryReader query,
    MemberReader body,
    FormReader form,
    ExpectedVersion version) {

  /** Returns the services. */
  public ManagementServices services() {
    return source.get();
  }

  /** Returns who calls. */
  public Operator operator() {
    return context.operator();
  }

  /**
   * Returns the context of a change that is made once, however often its form is sent.
   *
   * @param nonce the random text that the form had in a hidden field
   */
  public ChangeContext contextOnce(String nonce) {
    return new ChangeContext(operator(), context.requestId(), context.address(), nonce);
  }

  /** Returns a parameter of the path. */
  public String pathParameter(String name) {
    return Objects.requireNonNull(path.get(name), name);
  }

  /** Returns the organization of the path, which may not be there. */
  public String organization() {
    return pathParameter("organization");
  }

  /**
   * Returns the organization of the path, which is there: an admin sees every id.
   *
   * @throws org.nexusauth.management.problem.ManagementException if it is not
   */
  public String requireOrganization() {
    return services().organizations().get(operator(), organization()).id();
  }
}
