package com.example.meters;

import static org.springframework.security.config.Customizer.withDefaults;

import io.holcstore.explorer.Explorer;
import io.holcstore.explorer.ExplorerServlet;
import io.holcstore.http.Authorizer;
import io.holcstore.http.SyncHandler;
import io.holcstore.http.SyncServlet;
import io.holcstore.store.ChunkStore;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may do what. Other sites pull the changes of the store below {@code /sync}, and people see the store at {@code
 * /explorer/}.
 */
@Configuration
public class Security {
    /** Spring Security has let the caller in before the servlet is asked. */
    @Bean
    ServletRegistrationBean<SyncServlet> sync(ChunkStore loads) {
        SyncHandler handler = SyncHandler.builder()
                .publish("loads", loads)
                .authorize(Authorizer.anyone())
                .build();
        return new ServletRegistrationBean<>(new SyncServlet(handler), "/sync/*");
    }

    @Bean
    ServletRegistrationBean<ExplorerServlet> explorer(ChunkStore loads) {
        Explorer.Builder explorer = Explorer.of(loads).authorize(Authorizer.anyone());
        return new ServletRegistrationBean<>(new ExplorerServlet(explorer), "/explorer/*");
    }

    @Bean
    SecurityFilterChain access(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll() // who is refused hears why
                        .requestMatchers("/actuator/health")
                        .permitAll()
                        .requestMatchers("/sync/**")
                        .hasRole("SITE")
                        .anyRequest()
                        .hasRole("USER"))
                .csrf(csrf -> csrf.ignoringRequestMatchers("/sync/**")) // POST carries long filters there, and changes nothing
                .httpBasic(withDefaults())
                .build();
    }
}
