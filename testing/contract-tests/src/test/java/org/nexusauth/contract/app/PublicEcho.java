package org.nexusauth.contract.app;

import jakarta.ws.rs.Path;

/** Open to everybody. */
@Path("public/{rest: .*}")
public class PublicEcho extends Echo {}
