package com.example.meters;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@EnableScheduling
public class MetersApplication {
    public static void main(String[] args) {
        SpringApplication.run(MetersApplication.class, args);
    }
}
