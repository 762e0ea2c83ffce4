package com.example.meters;

import static io.holcstore.http.Authorizer.bearer;

import io.holcstore.http.SyncHandler;
import io.holcstore.http.SyncServlet;
import io.holcstore.store.ChunkStore;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Other sites pull the changes of the store below {@code /sync}, with a token. */
@WebListener
public class Sync implements ServletContextListener {
    @Inject
    ChunkStore loads;

    @ConfigProperty(name = "meters.sync.token")
    String token;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SyncHandler handler =
                SyncHandler.builder().publish("loads", loads).authorize(bearer(token)).build();
        event.getServletContext().addServlet("sync", new SyncServlet(handler)).addMapping("/sync/*");
    }
}
