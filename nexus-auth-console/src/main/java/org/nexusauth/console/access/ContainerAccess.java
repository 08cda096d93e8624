package org.nexusauth.console.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nexusauth.console.access.AccessDecision.Admitted;
import org.nexusauth.console.access.AccessDecision.Answered;
import org.nexusauth.console.access.AccessDecision.LoginMissing;
import org.nexusauth.console.access.AccessDecision.NotSignedIn;
import org.nexusauth.console.access.AccessDecision.WithoutRole;
import org.nexusauth.management.access.Operator;
import org.nexusauth.management.access.Role;

/**
 * The login of the application: the container's principal and roles. Operators and viewers see the
 * organizations {@code x} for which they have the role {@code nexus-org-x}. Thread-safe.
 *
 * @param roles the names of the roles
 */
public record ContainerAccess(ConsoleRoles roles) implements ConsoleAccess {
  private static final Set<String> SENT_EACH_TIME =
      Set.of(
          HttpServletRequest.BASIC_AUTH,
          HttpServletRequest.DIGEST_AUTH,
          HttpServletRequest.CLIENT_CERT_AUTH);
  private static final String SIGN_IN =
      "Sign in with an account of this application: its server's login decides who that is.";
  private static final String EXAMPLE =
      """
      <login-config>
        <auth-method>BASIC</auth-method>
      </login-config>
      <security-constraint>
        <web-resource-collection>
          <web-resource-name>console</web-resource-name>
          <url-pattern>{path}/*</url-pattern>
        </web-resource-collection>
        <auth-constraint><role-name>**</role-name></auth-constraint>
      </security-constraint>
      <security-role><role-name>{viewer}</role-name></security-role>
      <security-role><role-name>{operator}</role-name></security-role>
      <security-role><role-name>{admin}</role-name></security-role>
      <!-- one for each organization, for viewers and operators -->
      <security-role><role-name>nexus-org-ID</role-name></security-role>
      """;
  private static final String ORGANIZATION_ROLES =
      "; a viewer or operator also needs the role %s<id> of each organization to see."
          .formatted(ConsoleRoles.ORGANIZATION_PREFIX);
  private static final String CHALLENGE = "Container realm=\"nexus-console\"";

  @Override
  public AccessDecision findOperator(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Set<String>> organizations) {
    CapturedChallenge captured = new CapturedChallenge(response);
    Principal principal = request.getUserPrincipal();
    if (principal == null && request.getHeader("Authorization") != null) {
      principal = authenticate(request, captured);
    }
    if (principal == null || principal.getName() == null) {
      return response.isCommitted()
          ? new Answered()
          : new NotSignedIn(captured.challenge().orElse(CHALLENGE), SIGN_IN);
    }
    Optional<Role> role = roles.findHighest(request::isUserInRole);
    if (role.isEmpty()) {
      return new WithoutRole(
          principal.getName(),
          "Your account has none of the roles %s, %s and %s. Have an administrator of this server"
                  .formatted(roles.viewer(), roles.operator(), roles.admin())
              + " give it one of them"
              + ORGANIZATION_ROLES);
    }
    return new Admitted(
        new Operator(
            principal.getName(),
            role.get(),
            readOrganizations(request, role.get(), organizations)));
  }

  @Override
  public AccessDecision startLogin(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<Set<String>> organizations) {
    LoginResponse answer = new LoginResponse(response);
    try {
      if (request.authenticate(answer)) {
        if (request.getUserPrincipal() == null) {
          return loginMissing(request);
        }
        return findOperator(request, response, organizations);
      }
    } catch (ServletException | IOException | RuntimeException e) {
      // The container has no login, or it failed: the text may repeat credentials.
      return response.isCommitted() ? new Answered() : loginMissing(request);
    }
    Optional<String> challenge = answer.challenge();
    if (challenge.isPresent()) {
      return new NotSignedIn(challenge.get(), SIGN_IN);
    }
    boolean answered = response.isCommitted() || response.getStatus() != HttpServletResponse.SC_OK;
    return answered ? new Answered() : loginMissing(request);
  }

  @Override
  public SignOutResult signOut(HttpServletRequest request, HttpServletResponse response) {
    String type = request.getAuthType();
    try {
      request.logout();
    } catch (ServletException | RuntimeException e) {
      // Nothing has signed in by the container; the session ends nevertheless.
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    return type != null && SENT_EACH_TIME.contains(type)
        ? SignOutResult.KEPT_BY_BROWSER
        : SignOutResult.ENDED;
  }

  private AccessDecision loginMissing(HttpServletRequest request) {
    return new LoginMissing(
        "This application has no login for this page, or its server's login has failed; then the"
            + " server's log says why. Have these lines in WEB-INF/web.xml, and give an account of"
            + " the server one of the first three roles"
            + ORGANIZATION_ROLES
            + " For a trial, set nexus.auth.console.login=link"
            + " instead: then the application prints a link that signs in once.",
        EXAMPLE
            .replace("{path}", request.getServletPath())
            .replace("{viewer}", roles.viewer())
            .replace("{operator}", roles.operator())
            .replace("{admin}", roles.admin()));
  }

  private static Set<String> readOrganizations(
      HttpServletRequest request, Role role, Supplier<Set<String>> organizations) {
    if (role == Role.ADMIN) {
      return Set.of();
    }
    return organizations.get().stream()
        .filter(id -> request.isUserInRole(ConsoleRoles.ORGANIZATION_PREFIX + id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Has the container look at credentials where no constraint has made it do so. */
  private static @Nullable Principal authenticate(
      HttpServletRequest request, CapturedChallenge captured) {
    try {
      return request.authenticate(captured) ? request.getUserPrincipal() : null;
    } catch (ServletException | IOException | RuntimeException e) {
      return null; // The container has no login, or it denied: the text may repeat credentials.
    }
  }
}
