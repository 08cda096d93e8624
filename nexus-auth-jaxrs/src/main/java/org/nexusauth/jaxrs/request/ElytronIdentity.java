package org.nexusauth.jaxrs.request;

import java.lang.invoke.MethodHandle;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.nexusauth.verify.VerifiedApiKey;

/**
 * The caller on WildFly: an identity of the deployment's security domain, with the permissions as
 * roles, which the domain does not need to know.
 */
final class ElytronIdentity implements ContainerIdentity {
  private static final String SERVER = "org.wildfly.security.auth.server.";
  private static final String AUTHORIZATION = "org.wildfly.security.authz.";

  private final MethodHandle currentDomain;
  private final MethodHandle currentIdentity;
  private final MethodHandle createAssociation;
  private final MethodHandle runAs;
  private final MethodHandle setIdentity;
  private final MethodHandle createIdentity;
  private final MethodHandle rolesOf;
  private final MethodHandle constantMapper;
  private final MethodHandle withMapper;

  private ElytronIdentity(ClassLoader application, Class<?> domain)
      throws ReflectiveOperationException {
    Class<?> identity = Class.forName(SERVER + "SecurityIdentity", true, application);
    Class<?> association = Class.forName(SERVER + "FlexibleIdentityAssociation", true, application);
    Class<?> roles = Class.forName(AUTHORIZATION + "Roles", true, application);
    Class<?> mapper = Class.forName(AUTHORIZATION + "RoleMapper", true, application);
    currentDomain = ServerMethods.find(domain, "getCurrent");
    currentIdentity = ServerMethods.find(domain, "getCurrentSecurityIdentity");
    createIdentity = ServerMethods.find(domain, "createAdHocIdentity", Principal.class);
    createAssociation = ServerMethods.find(identity, "createFlexibleAssociation");
    withMapper = ServerMethods.find(identity, "withDefaultRoleMapper", mapper);
    runAs = ServerMethods.find(association, "runAs", Callable.class);
    setIdentity = ServerMethods.find(association, "setIdentity", identity);
    rolesOf = ServerMethods.find(roles, "fromSet", Set.class);
    constantMapper = ServerMethods.find(mapper, "constant", roles);
  }

  static Optional<ContainerIdentity> findIn(ClassLoader application) {
    try {
      Class<?> domain = Class.forName(SERVER + "SecurityDomain", true, application);
      if (domain.getClassLoader() == application) {
        return Optional.empty(); // a library of the application's, on another server
      }
      return Optional.of(new ElytronIdentity(application, domain));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty(); // another server, or a version of it that was not tried
    }
  }

  @Override
  public void run(Part part) throws Exception {
    Object domain = ServerMethods.callUnchecked(currentDomain);
    if (domain == null) {
      part.run(key -> {}); // a deployment without a security domain: no bean checks a caller
      return;
    }
    Object association =
        ServerMethods.callUnchecked(
            createAssociation, ServerMethods.callUnchecked(currentIdentity, domain));
    Callable<Object> body =
        () -> {
          part.run(
              key ->
                  ServerMethods.callUnchecked(setIdentity, association, identityOf(key, domain)));
          return part;
        };
    ServerMethods.callThrowing(runAs, association, body);
  }

  private Object identityOf(VerifiedApiKey key, Object domain) {
    Object mapper =
        ServerMethods.callUnchecked(
            constantMapper, ServerMethods.callUnchecked(rolesOf, key.permissions()));
    return ServerMethods.callUnchecked(
        withMapper, ServerMethods.callUnchecked(createIdentity, domain, key), mapper);
  }
}
