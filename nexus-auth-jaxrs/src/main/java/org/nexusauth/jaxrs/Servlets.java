package org.nexusauth.jaxrs;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What lies under JAX-RS.
 *
 * @param request the current request, as a proxy of the JAX-RS implementation
 * @param response the current response, as a proxy
 * @param application the application, as a proxy or not
 */
record Servlets(
    HttpServletRequest request, HttpServletResponse response, ServletContext application) {}
